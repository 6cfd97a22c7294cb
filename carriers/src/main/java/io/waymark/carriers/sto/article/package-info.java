/**
 * STO's second dialect, as one article describes it ({@code stc.*} methods at {@code /router/rest}). No public client
 * speaks it, the article's two samples sign differently, and it shows no answer. So it is off unless configured, what it
 * tells carries the evidence ARTICLE, and what the article leaves open is read with patience: field names and codes of
 * answers here are assumed. Source: "申通快递API对接实战指南" (explinks.com), read 2026-11-22; see {@code
 * docs/carriers/sto.md}.
 */
@NullMarked
package io.waymark.carriers.sto.article;

import org.jspecify.annotations.NullMarked;
