/** Who may look at the page: a key typed once becomes a signed cookie, which streams carry, too. */
@NullMarked
package dev.pulso.dashboard.login;

import org.jspecify.annotations.NullMarked;
