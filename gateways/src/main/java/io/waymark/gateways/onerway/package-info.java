/**
 * Onerway: the waybill of a paid order is uploaded once the parcel is with the customer. A JSON request whose values
 * are signed with SHA-256, answered by a JSON object with {@code respCode}. Repeating an upload changes nothing at the
 * gateway, so an upload without an answer is simply repeated.
 *
 * @see <a href="https://docs.onerway.com/apis/en/v0.6/logistics-upload">Onerway, logistics upload</a>
 */
@NullMarked
package io.waymark.gateways.onerway;

import org.jspecify.annotations.NullMarked;
