# SPDX-License-Identifier: GPL-3.0-or-later
# Lists of machines and volumes with their prices: `bote fleet` chooses from them.
price_files = \
	%D%/aws.csv \
	%D%/azure.csv \
	%D%/gcp.csv \
	%D%/hetzner.csv \
	%D%/managed.csv \
	%D%/volumes.csv

pricesdir = $(pkgdatadir)/prices
dist_prices_DATA = $(price_files)
embedded_texts += $(price_files)
