# SPDX-License-Identifier: GPL-2.0-only
# Each way in which a request can be refused, the error that its writer gets and
# the reason that can be read then.
. /scenarios/lib.sh

# is NAME CODE ID WHAT FOUND: the error and the reason
is() { check "$4" "$5 $(code) $(refusal id)" "$1 $2 $3"; }
# answer NAME CODE ID WORDS: to a write of the words to control
answer() {
	told=$(writer tell write "$HS/updates/$3/control" "$4")
	words=$4
	[ ${#words} -le 60 ] || words="$(echo "$words" | tr -s ' ' | cut -c 1-60)..., ${#words} characters"
	is "$1" "$2" "$3" "'$words'" "$told"
}
# loading NAME CODE ID MODULE [PARAMETERS]
loading() {
	is "$1" "$2" "$3" "loading $4 ${5:-}" "$(writer tell insert "/modules/$4.ko" "${5:-}")"
}
fault() { loading "$1" "$2" "$3" uptime_ref "fault=$4"; }
states() { for update in uptime uptime2 getppid; do state $update; done | tr '\n' ' '; }

for file in abi version refusal; do
	check "mode of $file" "$(stat -c %a $HS/$file)" 400
done
fault EBADMSG BAD_TABLE "" size
fault ENOEXEC WRONG_KERNEL uptime build-id
fault ENXIO TARGET_NOT_LOADED uptime target
fault EILSEQ NO_MATCH uptime byte
fault ENOTUNIQ AMBIGUOUS uptime several
fault ENOTUNIQ SYMBOL_CONFLICT uptime elsewhere
fault ENODATA SYMBOL_MISSING uptime missing
fault ERANGE OUT_OF_REACH uptime far
check "nothing is left" "$(ls $HS/updates)" ""

load uptime
load uptime2
load getppid
check "mode of control" "$(stat -c %a $HS/updates/uptime/control)" 200
check "reading control" "$(cat $HS/updates/uptime/control 2>&1)" "cat: can't open '$HS/updates/uptime/control': Permission denied"

# What is no request.
newline='
'
tab=$(printf '\t')
check "an empty write" "$(writer tell write $HS/updates/uptime/control "")" OK
for words in "$newline" " " nonsense Apply applyreverse "apply now" "apply reverse" "reverse now" "reverse with=uptime2" \
	"apply  with=getppid" "apply${tab}with=getppid" "apply${newline}reverse" "with=getppid apply" \
	"apply with=getppid with=uptime2" "apply replace=getppid replace=uptime2" \
	"apply with=uptime" "apply replace=uptime" "apply with=getppid,getppid" "apply with=getppid replace=getppid"; do
	answer EINVAL NONE uptime "$words"
done
for words in with= replace= with=nobody replace=nobody with=getppid, with=,getppid replace=getppid,nobody "with=upti" \
	"with=$(printf '%040d' 1)"; do
	answer ENOENT NONE uptime "apply $words"
done
# Of what is longer than a page the kernel hands over the first page only. The
# reason of the request before is not that of this one.
answer EBADMSG BAD_TABLE uptime "apply with=uptime2"
answer E2BIG NONE uptime "$(printf 'apply%4091s' '')"
answer E2BIG NONE uptime "$(printf 'apply%4091s replace=uptime2' '')"
answer E2BIG NONE uptime "apply with=$(yes getppid | head -n 600 | tr '\n' ,)getppid"
answer EINVAL NONE uptime "apply with=$(yes getppid | head -n 500 | tr '\n' ,)getppid"
check "states" "$(states)" "loaded loaded loaded "
before=$(cat $HS/await)
check "await of a page" "$(writer tell write $HS/await "$(printf 'a%4095s' '')")" E2BIG
check "await" "$(cat $HS/await)" "$before"

# What cannot be in this state.
answer EALREADY NONE uptime reverse
answer OK NONE uptime apply
answer EALREADY NONE uptime apply
answer EALREADY NONE uptime2 "apply with=uptime"
answer EINVAL NONE uptime2 "apply replace=uptime,uptime"
answer OK NONE uptime2 apply
answer ENOTEMPTY STACKED uptime reverse
answer ENOTEMPTY STACKED getppid "apply replace=uptime"
check "unloading what is applied" "$(writer tell remove uptime2_new)" EAGAIN
answer OK NONE uptime2 reverse
answer OK NONE uptime reverse
rmmod uptime_new
answer EUNATCH NONE uptime apply
answer EUNATCH NONE getppid "apply with=uptime"
answer EALREADY NONE uptime reverse
check "states" "$(states)" "matched loaded loaded "
loading EEXIST NONE uptime uptime_ref
rmmod uptime_ref
# A writer that had opened the file before it was gone.
load uptime
exec 3>$HS/updates/uptime/control
unload uptime
check "control of what is gone" "$(writer tell write - apply <&3)" ENODEV
exec 3>&-

# What the kernel's state does not allow.
load uptime
insmod /modules/flip.ko function=uptime_proc_show offset=6 mask=1
answer ESTALE TEXT_CHANGED uptime apply
rmmod flip
for hook in 0 1; do
	echo $hook >/sys/module/getppid_new/parameters/refuse
	answer ECANCELED HOOK_REFUSED getppid apply
done
check "states" "$(states)" "loaded loaded loaded "
for update in uptime uptime2 getppid; do unload $update; done
load sleep
sleep 1000 &
usleep 200000
answer EBUSY BUSY sleep apply
kill $!
wait $! 2>/dev/null || true
answer OK NONE sleep apply
answer OK NONE sleep reverse
unload sleep

# What the function does not allow.
insmod /modules/target.ko
insmod /modules/quiet_ref.ko
cannot() { # NAME CODE NUMBER
	insmod /modules/quiet_new.ko which="$3"
	answer "$1" "$2" quiet apply
	rmmod quiet_new
}
cannot EOPNOTSUPP NO_FENTRY 1
cannot EADDRINUSE SITE_CONFLICT 2
cannot ENOSPC TOO_SMALL 4
rmmod quiet_ref
rmmod target

# A part whose target is gone is not applied, and cannot be.
cat >/tmp/errors-helper <<'END'
#!/bin/sh
insmod /modules/"$1"_ref.ko && insmod /modules/"$1"_new.ko
END
chmod +x /tmp/errors-helper
printf /tmp/errors-helper >/sys/module/hotsplice/parameters/helper
echo target >$HS/await
check "init fails" "$(writer tell insert /modules/target.ko fail=1)" EIO
check "parts" "$(cat $HS/updates/target/parts)" "0 target lost"
answer ENXIO TARGET_NOT_LOADED target apply
answer EALREADY NONE target reverse
echo >$HS/await
unload target
