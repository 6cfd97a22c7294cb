/**
 * What leaves for merchants' webhook endpoints, by Standard Webhooks 1.0: the keys of an endpoint, the signature of a
 * message, and which URLs and addresses may be called. Pure: no HTTP, no Kafka, no clock, nothing stored.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks, read 2026-11-22</a>
 */
@NullMarked
package io.waymark.webhooks;

import org.jspecify.annotations.NullMarked;
