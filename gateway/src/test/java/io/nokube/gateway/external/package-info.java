/// Tests of signing in with an account from elsewhere.
@NullMarked
package io.nokube.gateway.external;

import org.jspecify.annotations.NullMarked;
