/**
 * A row and a Kafka record in one transaction. The record is first a row of the table {@code outbox} in the service's
 * own schema (migration {@code db/outbox}); a relay sends it and deletes it. Records of one key are sent in the order
 * in which their transactions held the row they tell about. A crash between sending and deleting sends the same record
 * with the same {@code ce_id} again.
 */
@NullMarked
package io.waymark.outbox;

import org.jspecify.annotations.NullMarked;
