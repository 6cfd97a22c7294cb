/** Merchants' keys in the database, from which the ring of valid keys is kept. */
@NullMarked
package io.waymark.console.access;

import org.jspecify.annotations.NullMarked;
