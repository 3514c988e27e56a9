/* Student's t, the normal distribution and F. Every value by R 4.2.2, to 15 digits. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "guard.h"
#include "../near.h"

/* R: qt(c(.6, .975, .995, .9999), df) */
static const struct { double df, quantile[4]; } quantiles[] = {
    {0.5, {0.397975426784782, 164.557673480494, 4113.96458880423, 10284911.5631824}},
    {1, {0.324919696232906, 12.7062047361747, 63.6567411628715, 3183.0987571185}},
    {1.51040487, {0.300412430912303, 5.95895725013347, 17.5251139502591, 234.02522415973}},
    {2, {0.288675134594813, 4.30265272974946, 9.92484320091829, 70.7000710749682}},
    {3, {0.27667066233269, 3.18244630528371, 5.84090930973335, 22.203742273205}},
    {4, {0.270722294707597, 2.77644510519779, 4.60409487134999, 13.0336717208968}},
    {5.5, {0.265899457137917, 2.50185861758924, 3.84991146600104, 8.72734635345732}},
    {10, {0.26018482949208, 2.22813885198627, 3.16927267261695, 5.69382010145759}},
    {14.98542741, {0.257889754951281, 2.13163008834334, 2.94711952130586, 4.88140483710209}},
    {29, {0.255683634571256, 2.0452296421327, 2.7563859036706, 4.25389411843232}},
    {30, {0.255605364951913, 2.04227245630124, 2.74999565356723, 4.23398595727206}},
    {31, {0.255532168317528, 2.03951344639641, 2.74404191929427, 4.21550258084376}},
    {45.3, {0.254840113155413, 2.01373530475373, 2.68880116205855, 4.04698635166677}},
    {100, {0.254022182458228, 1.98397151852355, 2.62589052143802, 3.86159979095009}},
    {245.7244043, {0.2536215787217, 1.9696650971074, 2.59598482494888, 3.77589860483751}},
    {1000, {0.253414515839499, 1.96233908082641, 2.58075469806595, 3.7328516045754}},
    {12345.6, {0.253352562805347, 1.96015615825951, 2.57622760442521, 3.72013372294294}},
    {1000000, {0.253347170537842, 1.95996635681411, 2.57583422010533, 3.71903027476257}}};

/* R: 2 * pt(-c(.1, 1.891999212, 5, 12, 40), df) */
static const struct { double df, p[5]; } tails[] = {
    {0.5, {0.946331621128606, 0.457144713127816, 0.285991403158859, 0.185060521069202, 0.101409799929494}},
    {1, {0.936548965138893, 0.309536755136234, 0.125665916378002, 0.0529293521191797, 0.0159121798240516}},
    {2.412938112, {0.928051323396207, 0.17680851353026, 0.0253671017835356, 0.00329280440905885, 0.000182818068126097}},
    {4, {0.925155840939453, 0.131446813755443, 0.00749043388127453, 0.000276428548502973, 2.33401632260127e-06}},
    {10, {0.922320718564408, 0.0877724170479444, 0.000537333602756452, 2.92140882476999e-07, 2.28085774308575e-12}},
    {14.98542741, {0.921669895240856, 0.0779758342323123, 0.000158827068275945, 4.3706801451634e-09, 1.2014730368525e-16}},
    {30, {0.921009611790271, 0.0681784348679037, 2.32966854670078e-05, 5.58018541519926e-13, 1.37260451944064e-27}},
    {31, {0.92098824540796, 0.0678641960783394, 2.14778346701756e-05, 3.47792680041974e-13, 3.01814192444205e-28}},
    {60, {0.920677712056549, 0.0633195138856857, 5.28802421067426e-06, 1.37863226418177e-17, 5.75548048662737e-45}},
    {100, {0.920544531095851, 0.0613840036993788, 2.4501734135038e-06, 4.39508771560436e-21, 2.46210760214007e-63}},
    {245.7244043, {0.920425863074211, 0.0596667903216341, 1.09103347400192e-06, 2.03744724467372e-26, 1.39417560721244e-109}},
    {1000, {0.920364369023604, 0.058779772675818, 6.76725636464861e-07, 4.3240573867745e-31, 1.04788521551729e-209}},
    {1000000, {0.920344345492043, 0.0584913744125901, 5.73399787089074e-07, 3.57168512476506e-33, 0}}};

static int start(void **state)
{
    (void)state;
    guard_start();
    return 0;
}

static void quantiles_of_t(void **state)
{
    (void)state;
    static const double p[] = {0.6, 0.975, 0.995, 0.9999};
    for (size_t i = 0; i < sizeof quantiles / sizeof *quantiles; i++)
        for (int k = 0; k < 4; k++) {
            double found = guard_t_quantile(p[k], quantiles[i].df);
            if (!near(found, quantiles[i].quantile[k], 1e-11)) fail_msg("qt(%g, %g) is %.17g, not %.17g", p[k], quantiles[i].df, found, quantiles[i].quantile[k]);
            assert_near(guard_t_quantile(1 - p[k], quantiles[i].df), -quantiles[i].quantile[k], 1e-11);
        }
    assert_true(guard_t_quantile(0.5, 7) == 0);
}

static void tails_of_t(void **state)
{
    (void)state;
    static const double t[] = {0.1, 1.891999212, 5, 12, 40};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        for (int k = 0; k < 5; k++) {
            double found = guard_t_two_sided(t[k], tails[i].df);
            if (fabs(found - tails[i].p[k]) > 1e-12 * tails[i].p[k]) fail_msg("2 pt(-%g, %g) is %.17g, not %.17g", t[k], tails[i].df, found, tails[i].p[k]);
            assert_true(guard_t_two_sided(-t[k], tails[i].df) == found);
        }
    assert_true(guard_t_two_sided(0, 3) == 1);
}

/* A quantile's own tail leads back to it. */
static void there_and_back(void **state)
{
    (void)state;
    for (double df = 1; df < 3000; df *= 1.37)
        for (double p = 1e-6; p < 0.4; p *= 3.3) assert_near(guard_t_two_sided(guard_t_quantile(p, df), df), 2 * p, 1e-11);
}

/* R: qnorm(c(.975, .5, .001)) */
static void quantiles_of_the_normal(void **state)
{
    (void)state;
    assert_near(guard_normal_quantile(0.975), 1.95996398454005, 1e-13);
    assert_true(guard_normal_quantile(0.5) == 0);
    assert_near(guard_normal_quantile(0.001), -3.09023230616781, 1e-13);
}

/* R: qf(c(.025, .5, .975), df, rest); from 99999 on q / (1 - q) * rest / df with q = qbeta(p, df / 2, rest / 2), as qf takes the limit of chi-squared there. */
static const struct { double df, rest, quantile[3]; } quantiles_f[] = {
    {1, 1, {0.001543712508674133, 1, 647.789011477844}},
    {1, 3, {0.00115718913238827, 0.5850602740518205, 17.44344332072512}},
    {2, 2, {0.02564102564102577, 1, 38.99999999999996}},
    {9, 27, {0.2789826512480549, 0.9504295099447044, 2.630855587922808}},
    {29, 174, {0.5369655425274908, 0.9808690320210394, 1.661538417028813}},
    {5, 315, {0.1656735191220839, 0.8721615863514665, 2.60689255213419}},
    {269, 1345, {0.8259301462802116, 0.9980174897254812, 1.196784697565078}},
    {2693, 10772, {0.941510640119013, 0.9998143330006419, 1.06097131385344}},
    {30000, 150000, {0.9825710326129811, 0.9999822222333443, 1.017632437799694}},
    {99999, 699993, {0.9906567221704826, 0.9999942856598636, 1.009397703459068}},
    {999999, 5999994, {0.9970089621638325, 0.9999994444439086, 1.002996755992021}}};

/* Letter T of the vectors: where an answer is odd beside nine others. */
static void quantile_of_chi_square(void **state)
{
    (void)state;
    assert_near(guard_chi_square_quantile(.999, 9), 27.87716487, 1e-9);
}

static void quantiles_of_f(void **state)
{
    (void)state;
    static const double p[] = {0.025, 0.5, 0.975};
    for (size_t i = 0; i < sizeof quantiles_f / sizeof *quantiles_f; i++)
        for (int k = 0; k < 3; k++) assert_near(guard_f_quantile(p[k], quantiles_f[i].df, quantiles_f[i].rest), quantiles_f[i].quantile[k], 1e-10);
    assert_near(guard_f_quantile(0.975, 1e7, 7e7), 1.000937314, 1e-8); /* by the square root of 2 / df + 2 / rest */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(quantiles_of_t), cmocka_unit_test(quantile_of_chi_square), cmocka_unit_test(quantiles_of_f), cmocka_unit_test(tails_of_t), cmocka_unit_test(there_and_back), cmocka_unit_test(quantiles_of_the_normal)};
    return cmocka_run_group_tests_name("lib/guard", tests, start, NULL);
}
