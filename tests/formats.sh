# SPDX-License-Identifier: GPL-3.0-or-later
# formats.sh - for scripts that write reports: a fixed day, and the formats that this build has.
SOURCE_DATE_EPOCH=1772323200
export SOURCE_DATE_EPOCH
formats='md txt html json'
"$BOTE" --version | grep -qx 'PDF reports: yes' && formats="$formats pdf"
have() {
	command -v "$1" > /dev/null
}
