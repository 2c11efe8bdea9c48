/** Who may do what: API keys, tokens of an OpenID Connect issuer, roles. The same in front of every service. */
@NullMarked
package dev.pulso.access;

import org.jspecify.annotations.NullMarked;
