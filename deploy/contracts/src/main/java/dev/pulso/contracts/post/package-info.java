/** A social post and what happened to it ({@code pulso.post.v1}). */
@NullMarked
package dev.pulso.contracts.post;

import org.jspecify.annotations.NullMarked;
