# SPDX-License-Identifier: GPL-3.0-or-later
# store.sh - a store of made-up results, for tests of what uses them. Nothing is measured.
#
#	. "$srcdir/tests/store.sh"
#	store_begin
#	result syscall 102e-9 100e-9 104e-9
#	result zstd3 218.5e-6 214e-6 225e-6 '"bytes":65536,"verdict":"poor","seen":"it was warm"'
#
# Results are of this machine, of a date shortly before "today", and of a processor that no machine has.

# Today, for bote too.
SOURCE_DATE_EPOCH=1795478400 # 2026-11-24
export SOURCE_DATE_EPOCH

# store_begin: an empty store in a folder of the test's own.
store_begin() {
	BOTE_STATE_DIR=$work/state
	export BOTE_STATE_DIR
	"$builddir/bote-bench" --list > "$work/listed"
	machine=$(sed -n 's/.*"event":"machine","id":"\([0-9a-f]*\)".*/\1/p' "$work/listed")
	store=$BOTE_STATE_DIR/measured/$machine.jsonl
	rm -rf "$BOTE_STATE_DIR"
	mkdir -p "$BOTE_STATE_DIR/measured"
}

# result OPERATION VALUE LOW HIGH [FIELDS]: in seconds; FIELDS is more of the JSON object, and comes first.
result() {
	more=${5:-'"verdict":"good"'}
	printf '{"op":"%s","group":"made up","value":%s,"low":%s,"high":%s,%s,"unit":"s","class":"core","bote":"0.1.0",' \
		"$1" "$2" "$3" "$4" "$more"
	case $more in
	*'"rev"'*) ;;
	*) printf '"rev":%s,' "$(sed -n "s/.*\"op\":\"$1\",.*\"rev\":\([0-9]*\).*/\1/p" "$work/listed")" ;;
	esac
	case $more in
	*'"when"'*) ;;
	*) printf '"when":"2026-11-23T18:27:05Z",' ;;
	esac
	case $more in
	*'"machine"'*) echo '"end":0}' ;;
	*) printf '"machine":{"id":"%s","cpu":"Pentium of Babbage","cores":8,"virt":"kvm"}}\n' "$machine" ;;
	esac
} >> "$store"

# The operations of the worked example: three gets, one hash, four system calls, two KiB compressed.
store_example() {
	result ht_get 95e-9 94e-9 96e-9 '"verdict":"good","extra":{"bytes_entry":32},"all":{"value":2.0e7,"low":1.9e7,"high":2.1e7,"threads":2,"scaling":0.97}'
	result sha256_64 150e-9 148e-9 152e-9
	result syscall 102e-9 100e-9 104e-9 '"verdict":"good","p50":{"value":102e-9,"low":101e-9,"high":103e-9},"p99":{"value":104e-9,"low":103e-9,"high":119e-9}'
	result zstd3 218.453e-6 212.4e-6 224.5e-6 '"verdict":"good","bytes":65536'
}
