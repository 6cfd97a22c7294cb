/** How soon a service is ready, and how much memory it holds. */
@NullMarked
package io.waymark.bench.startup;

import org.jspecify.annotations.NullMarked;
