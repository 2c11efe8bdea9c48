/** What travels between the services: topics, the CloudEvents envelope and its JSON form. */
@NullMarked
package dev.pulso.contracts;

import org.jspecify.annotations.NullMarked;
