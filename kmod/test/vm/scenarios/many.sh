# SPDX-License-Identifier: GPL-2.0-only
# Ref modules of whole units, as "hotsplice-create selfcheck --ref-modules" makes
# them: each is matched with the running kernel and unloaded. A refusal tells the
# first byte of a unit that nothing explains.
. /scenarios/lib.sh

tab=$(printf '\t')
units=0 functions=0 bytes=0 refused=0
while IFS=$tab read -r module unit n_functions n_bytes _; do
	# what no module could be made of
	[ "$module" != - ] || continue
	if insmod "/modules/$module" 2>/dev/null; then
		rmmod "${module%.ko}"
		units=$((units + 1))
		functions=$((functions + n_functions))
		bytes=$((bytes + n_bytes))
	else
		refused=$((refused + 1))
		echo "unexplained: $unit: $(tr '\n' ' ' <$HS/refusal)"
	fi
done </modules/index.tsv
[ $units -gt 0 ] || fail "no unit matched"
echo "matched: units $units, functions $functions, bytes $bytes, units with unexplained bytes $refused"
check "unexplained" $refused 0
