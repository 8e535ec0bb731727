# SPDX-License-Identifier: GPL-3.0-or-later
# What shells complete; the folders are configure's.
embedded_texts += %D%/bash/bote %D%/zsh/_bote %D%/fish/bote.fish
EXTRA_DIST += %D%/bash/bote %D%/zsh/_bote %D%/fish/bote.fish
if BASH_COMPLETION
bashcompletion_DATA = %D%/bash/bote
endif
if ZSH_COMPLETION
zshcompletion_DATA = %D%/zsh/_bote
endif
if FISH_COMPLETION
fishcompletion_DATA = %D%/fish/bote.fish
endif
