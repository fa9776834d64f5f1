# SPDX-License-Identifier: Apache-2.0
# Adds up the reports of surefire and failsafe into passed, failed and skipped,
# and names what failed or was skipped.
count_results() {
    local report totals
    passed=0 failed=0 skipped=0
    while IFS= read -r report; do
        totals=$(sed -n '/<testsuite /,/>/p' "$report" | tr '\n' ' ' | sed 's/>.*//')
        number() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$totals"; }
        local tests errors failures skips
        tests=$(number tests) errors=$(number errors) failures=$(number failures) skips=$(number skipped)
        passed=$((passed + ${tests:-0} - ${errors:-0} - ${failures:-0} - ${skips:-0}))
        failed=$((failed + ${errors:-0} + ${failures:-0}))
        skipped=$((skipped + ${skips:-0}))
        if [ $((${errors:-0} + ${failures:-0} + ${skips:-0})) -gt 0 ]; then
            name_cases "$report"
        fi
    done < <(find . -path '*/target/*-reports/TEST-*.xml' | sort)
    # What was asked for and could not be had is no pass.
    skipped=$((skipped + ${#skipped_notes[@]}))
}

name_cases() {
    awk '
        /<testcase / {
            name = $0; sub(/.* name="/, "", name); sub(/".*/, "", name)
            class = $0; sub(/.* classname="/, "", class); sub(/".*/, "", class)
        }
        /<failure|<error/ { print "FAILED:  " class "." name ": " why() }
        /<skipped/ { print "skipped: " class "." name ": " why() }
        function why(text) {
            text = $0
            if (text ~ /message="/) { sub(/.*message="/, "", text); sub(/".*/, "", text) }
            else if (text ~ /Assumption failed: /) sub(/.*Assumption failed: /, "", text)
            else return "no reason given"
            return substr(text, 1, 300)
        }' "$1"
}
