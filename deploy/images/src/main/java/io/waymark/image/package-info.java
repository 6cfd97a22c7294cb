/**
 * What is in a container image: laid out as a context that {@code docker build} takes, listed in a bill of materials, and
 * built without an engine.
 */
@NullMarked
package io.waymark.image;

import org.jspecify.annotations.NullMarked;
