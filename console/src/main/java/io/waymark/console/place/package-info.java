/** Where journeys begin and end, as far as the free text of an address tells. */
@NullMarked
package io.waymark.console.place;

import org.jspecify.annotations.NullMarked;
