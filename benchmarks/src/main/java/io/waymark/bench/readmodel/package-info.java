/** How fast the console's read model takes in what the topics tell, and how fast it answers. */
@NullMarked
package io.waymark.bench.readmodel;

import org.jspecify.annotations.NullMarked;
