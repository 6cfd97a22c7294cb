/** How much a caller may ask for in a time, told with every answer. */
@NullMarked
package io.waymark.api.limit;

import org.jspecify.annotations.NullMarked;
