/**
 * AsiaBill: the waybill of a paid order is uploaded, and what AsiaBill has recorded of it can be asked for. JSON requests
 * whose headers and bytes are signed with HMAC-SHA256 for the moment they are sent at, answered by a JSON object with
 * {@code code}.
 *
 * @see <a href="https://asiabill.gitbook.io/api-explorer/api-reference/wu-liu">AsiaBill, logistics</a> (read 2026-11-22)
 */
@NullMarked
package io.waymark.gateways.asiabill;

import org.jspecify.annotations.NullMarked;
