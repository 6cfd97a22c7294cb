/**
 * Kuaidi100 (快递100), an aggregator. A push is the whole history of a number, newest first, as JSON in the form field
 * {@code param}; {@code sign} is the MD5 of it and a salt. A push that is not answered in the exact words is repeated
 * three times, half an hour apart. Sources: the provider's API pages, its Java SDK 1.0.15 and captured pushes, read
 * 2026-11-20; see {@code docs/carriers/kuaidi100.md}.
 */
@NullMarked
package io.waymark.carriers.kuaidi100;

import org.jspecify.annotations.NullMarked;
