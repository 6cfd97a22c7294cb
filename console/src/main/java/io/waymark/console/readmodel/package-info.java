/**
 * What the topics told, in tables that queries can use. Records are applied in batches, each batch one transaction, and
 * applying one twice or late changes nothing: shipments and settlements only if their revision is newer, events only if
 * their id is not there yet.
 */
@NullMarked
package io.waymark.console.readmodel;

import org.jspecify.annotations.NullMarked;
