# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of bote for fish: bote itself says what may stand at the cursor.

function __bote_candidates
	set -l token (commandline -ct)
	# The line ends at the cursor: any number that is large enough says so.
	set -l line (string replace -r '^\s*\S+\s' '' -- (commandline -cp))
	set -l found (bote __complete 1000000 "$line" 2>/dev/null | string replace -r ' \t' '\t')
	if set -q found[1]
		printf '%s\n' $found
	else
		__fish_complete_path $token
	end
end

complete -c bote -k -f -a '(__bote_candidates)'
