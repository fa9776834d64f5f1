# SPDX-License-Identifier: GPL-2.0-only
# Ref modules of whole units, /modules/bulk*_ref.ko, each matched and unloaded.
. /scenarios/lib.sh

matched=0
refused=0
for module in /modules/bulk*_ref.ko; do
	if insmod "$module" 2>/dev/null; then
		rmmod "$(basename "$module" .ko)"
		matched=$((matched + 1))
	else
		tr '\n' ' ' <$HS/refusal
		echo
		refused=$((refused + 1))
	fi
done
echo "$matched ref modules match"
check "refused" $refused 0
