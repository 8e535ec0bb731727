/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include "algo/digest.h"

Test(digest, sha256_of_known_texts)
{
	char long_text[1000];
	static const struct {
		size_t len; /* of a text made of "a" alone, when text is NULL */
		const char *text, *hex;
	} rows[] = {
		{0, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
		{0, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
		{0, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
		{55, NULL, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
		{56, NULL, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"},
		{63, NULL, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"},
		{64, NULL, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
		{1000, NULL, "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"},
	};

	memset(long_text, 'a', sizeof(long_text));
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str text = rows[i].text ? str_from_c(rows[i].text) : (struct str){long_text, rows[i].len};
		char hex[DIGEST_HEX];

		digest_hex(DIGEST_SHA256, text.p, text.len, hex);
		expect_str(i, str_from_c(hex), str_from_c(rows[i].hex));
	}
}

Test(digest, md5_and_sha1_of_known_texts)
{
	char hex[DIGEST_HEX];

	digest_hex(DIGEST_MD5, "message digest", 14, hex);
	cr_expect_str_eq(hex, "f96b697d7cb7938d525a2f31aaf161d0");
	digest_hex(DIGEST_SHA1, "abc", 3, hex);
	cr_expect_str_eq(hex, "a9993e364706816aba3e25717850c26c9cd0d89d");
}
