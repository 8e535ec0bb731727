# SPDX-License-Identifier: GPL-3.0-or-later
# list, by scripts/update-lists.sh
example_files = \
	%D%/audit.bote \
	%D%/cart_quorum.bote \
	%D%/chat_service.bote \
	%D%/ecommerce_checkout.bote \
	%D%/file_sync.bote \
	%D%/grounded.bote \
	%D%/hot_cache.bote \
	%D%/llm_serving.bote \
	%D%/notification_fanout.bote \
	%D%/own_service.bote \
	%D%/photo_sharing.bote \
	%D%/ride_hailing.bote \
	%D%/search_autocomplete.bote \
	%D%/shop.bote \
	%D%/twitter.bote \
	%D%/url_shortener.bote \
	%D%/video_streaming.bote \
	%D%/web_crawler.bote \
	%D%/worker_pool.bote
# end

nobase_dist_pkgdata_DATA += $(example_files)
embedded_texts += $(example_files)
EXTRA_DIST += %D%/README.md
