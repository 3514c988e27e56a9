#!/bin/sh
# Writes an assembler file that embeds the files named, as include/resource.h describes. Names lose a leading "pipeline/".
set -eu
n=0
echo '.section .rodata'
for f in "$@"; do
    printf 'b%d: .incbin "%s"\ne%d: .byte 0\nn%d: .string "%s"\n' $n "$f" $n $n "${f#pipeline/}"
    n=$((n + 1))
done
printf '.section .data.rel.ro,"aw"\n.balign 8\n.globl resource_table\nresource_table:\n'
i=0
while [ $i -lt $n ]; do printf '.quad n%d, b%d, e%d\n' $i $i $i; i=$((i + 1)); done
printf '.quad 0, 0, 0\n.section .note.GNU-stack,"",%%progbits\n'
