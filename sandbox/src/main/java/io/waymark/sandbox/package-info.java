/**
 * The world outside, on one machine: carriers, gateways, Kafka, PostgreSQL. A library for tests and a program for the
 * quickstart. Depends on the published language alone and never on our protocol code: its signatures are a second
 * opinion.
 */
@NullMarked
package io.waymark.sandbox;

import org.jspecify.annotations.NullMarked;
