package org.attentionworkbench.core.run;

/**
 * How many positions a whole run has, whatever part of it is at hand.
 *
 * @param queries n
 * @param keys m
 */
record Extent(int queries, int keys) {}
