/** How fast the console registers the shipments of a large file, and writes them into one, and in how much memory. */
@NullMarked
package io.waymark.bench.transfer;

import org.jspecify.annotations.NullMarked;
