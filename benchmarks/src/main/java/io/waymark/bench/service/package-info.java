/**
 * Built services as processes of their own, as benchmarks measure them.
 */
@NullMarked
package io.waymark.bench.service;

import org.jspecify.annotations.NullMarked;
