/**
 * 30post (中邮, 澳洲30post), a carrier between Australia and China that never calls: it is asked, by posted forms {@code
 * data}, {@code external_company}, {@code sign} and {@code timer}, and tells in free text, without codes. Source: the
 * carrier's pages {@code index.php}, {@code express.php}, {@code weight.php}, {@code Recharge.php} and {@code idcard.php}
 * at {@code http://api.30post.cn}, as far as they are stored, read 2026-11-22. They do not say which charset is hashed,
 * in which zone {@code timer} is meant, where most calls go, and what the answer to a new bill holds; see {@code
 * docs/carriers/thirtypost.md}.
 */
@NullMarked
package io.waymark.carriers.thirtypost;

import org.jspecify.annotations.NullMarked;
