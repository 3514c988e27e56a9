/* Every format: hostile names are inert, what is withheld is [c] or an empty cell with the flag c and never 0. Expectations come from the HTML, CSV (RFC 4180)
 * and CommonMark rules and from the contract of the columns in design and schemas/4-release.sql.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail /* status.h has a function of this name */
#include <string.h>
#include "../../../pipeline/report/csv.h"
#include "../../../pipeline/report/html.h"
#include "../../../pipeline/report/markdown.h"
#include "resource.h"
#include "small_release.h"

static void holds(const struct buffer *out, const char *words)
{
    if (!strstr(out->at, words)) print_error("there is no '%s'\n", words);
    assert_non_null(strstr(out->at, words));
}

static void lacks(const struct buffer *out, const char *words)
{
    if (strstr(out->at, words)) print_error("there is '%s'\n", words);
    assert_null(strstr(out->at, words));
}

static void a_page_keeps_hostile_names_inert(void **state)
{
    (void)state;
    struct release release = small_release();
    struct buffer out = {0};
    struct failure failure = {0};
    assert_int_equal(html_page(&release, "no-folder", &out, &failure), 0);
    lacks(&out, "<script");
    lacks(&out, " onload");
    holds(&out, "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;`|");
    buffer_free(&out);
    arena_destroy(release.arena);
}

static void a_page_says_what_is_withheld_and_that_it_is_made_up(void **state)
{
    (void)state;
    struct release release = small_release();
    struct buffer out = {0};
    struct failure failure = {0};
    assert_int_equal(html_page(&release, "no-folder", &out, &failure), 0);
    holds(&out, "These data are made up.");
    holds(&out, "[c]: too few to show.");
    holds(&out, "<td class=\"n\">[c]</td>");
    holds(&out, "100 of 150 link workers answered (67%).");
    holds(&out, "The share of link workers who feel isolated rose");
    holds(&out, "default-src 'none'");
    lacks(&out, "significant");
    lacks(&out, "p_adjusted");
    lacks(&out, ">nan<");
    buffer_free(&out);
    arena_destroy(release.arena);
}

static void a_footer_cannot_leave_its_css_string(void **state)
{
    (void)state;
    struct buffer out = {0};
    html_css_string(&out, "A \"quoted\"\\ </style>{");
    assert_string_equal(out.at, "A \\000022quoted\\000022\\00005c \\00003c\\00002fstyle\\00003e\\00007b");
    buffer_free(&out);
}

static void results_have_empty_cells_and_a_flag_where_withheld(void **state)
{
    (void)state;
    struct release release = small_release();
    struct buffer out = {0};
    csv_results(&release, &out);
    holds(&out, "period,by,group,measure,category,statistic,value,low,high,n,n_effective,unit,flag,method\n2026-27-Q1,all,all,burnout,,mean,40,35,45,100,90.5,,,Taylor\n");
    holds(&out, "2026-27-Q2,sector,'=cmd(),burnout,,mean,,,,,,,c,\n");
    holds(&out, "2026-27-Q2,sector,nhs,burnout,,mean,-41,-46,-36,100,90.5,,,Taylor\n"); /* a negative number stays a number */
    buffer_free(&out);
    arena_destroy(release.arena);
}

static void other_tables_follow(void **state)
{
    (void)state;
    struct release release = small_release();
    struct buffer out = {0};
    csv_comparisons(&release, &out);
    holds(&out, "2026-27-Q2,sector,'=cmd(),nhs,burnout,,welch,,,,,,,,,,,,,too few,,c,,primary,sector,Holm,\n");
    buffer_clear(&out);
    csv_trends(&release, &out);
    holds(&out, "2026-27-Q2,2026-27-Q1,all,all,isolated,yes,percent,8,3,13,0.01,0.01,100,99,rose,,,,headline measures,Holm\n");
    buffer_clear(&out);
    csv_quality(&release, &out);
    holds(&out, "period,kind,variable,label,category,n,flag,base,value,items,rule\n2026-27-Q2,rows,responses,,rows_read,,c,,,,\n2026-27-Q2,rows,responses,,stored,100,,,,,\n");
    holds(&out, "2026-27-Q2,rows,responses,,incomplete,,c,,,,\n");
    holds(&out, "2026-27-Q2,flag,page,Page,variability,,,100,0.82,10,mean\n");
    holds(&out, "2026-27-Q2,missing,burnout,'=cmd(),no answer,12,,100,,,\n");
    holds(&out, "2026-27-Q2,missing,hours,\"<script>alert(1)</script>\"\"'&`|\",no answer,,c,100,,,\n");
    buffer_clear(&out);
    csv_benchmarks(&release, &out);
    holds(&out, "2026-27-Q2,all,all,burnout,,,30,38.25,45,'=cmd(),2007,41,36,46,100,out of 100,,above the middle,below the middle,highest fifth,less favourable,\n");
    holds(&out, "2026-27-Q2,sector,'=cmd(),burnout,,40,,,,\"<script>alert(1)</script>\"\"'&`|\",2007-11,,,,,out of 100,c,,,,,\n");
    csv_reliability(&release, &out);
    holds(&out, "2026-27-Q2,burnout,,Work burnout,3,95,0.41,-0.2,0.6,0.4,,,,complete cases,,,\n");
    holds(&out, "2026-27-Q2,burnout,b1,\"<script>alert(1)</script>\"\"'&`|\",,,,,,,0.3,-0.12,0.7,,against,,\n2026-27-Q2,burnout,b2,'=cmd(),,,,,,,0.6,0.4,0.2,,,,\n");
    holds(&out, "2026-27-Q2,hours,,Hours,,,,,,,,,,complete cases,,c,\n");
    buffer_clear(&out);
    csv_codebook(&release, &out);
    holds(&out, "burnout,Work burnout,well,mean,number,out of 100,lower,0,100,1,1,,'=cmd()\n");
    buffer_free(&out);
    arena_destroy(release.arena);
}

/* Sentences of patterns.txt: what is counted, what is withheld, that nobody is removed. */
static void a_page_tells_signs_of_careless_answering(void **state)
{
    (void)state;
    struct release release = small_release();
    struct buffer out = {0};
    struct failure failure = {0};
    assert_int_equal(html_page(&release, "no-folder", &out, &failure), 0);
    holds(&out, "12 of 100 link workers gave the same answer to every question of “Page” that they answered (10 questions).");
    holds(&out, "How many took less than 2 seconds a question asked, or less than half of the median time, is withheld: too few to show.");
    holds(&out, "“&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;`|” runs against the other questions of Work burnout: it may have to be turned round.");
    holds(&out, "Whoever does is counted here and kept in all results.");
    holds(&out, "<small>some questions are reversed</small>");
    holds(&out, "<td class=\"n\">0.82</td>");
    lacks(&out, "Broken off"); /* this survey does not say when somebody has answered */
    buffer_free(&out);
    arena_destroy(release.arena);
}

static void a_summary_is_plain_markdown(void **state)
{
    (void)state;
    struct release release = small_release();
    struct buffer out = {0};
    markdown_summary(&release, resource("report/patterns.txt"), &out);
    lacks(&out, "<script");
    holds(&out, "**These data are made up.**");
    holds(&out, "100 of 150 link workers answered (67%).");
    holds(&out, "- The share of link workers who feel isolated rose from 50% to 58%, compared with the quarter before (2026-27 Q1). The change is likely to be between 3 and 13 percentage points.\n");
    holds(&out, "- Work burnout among link workers: 41.0 (36.0 to 46.0), n = 100. Above the middle: less favourable. Could be anything from below the middle to highest fifth: the interval crosses an edge. "
                "Benchmark: 20th 30, 50th 38.25, 80th 45 (=cmd(), 2007).\n");
    holds(&out, " among link workers: 58.0% (53.0% to 63.0%), n = 100. Clearly above the benchmark. Benchmark: 50%");
    holds(&out, "The other benchmarks are in benchmarks.csv."); /* that of a group stands in the page */
    buffer_free(&out);
    arena_destroy(release.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_page_keeps_hostile_names_inert), cmocka_unit_test(a_page_says_what_is_withheld_and_that_it_is_made_up),
        cmocka_unit_test(a_footer_cannot_leave_its_css_string), cmocka_unit_test(results_have_empty_cells_and_a_flag_where_withheld), cmocka_unit_test(other_tables_follow),
        cmocka_unit_test(a_page_tells_signs_of_careless_answering), cmocka_unit_test(a_summary_is_plain_markdown)};
    return cmocka_run_group_tests_name("report/formats", tests, NULL, NULL);
}
