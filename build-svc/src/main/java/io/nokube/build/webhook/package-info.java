/// What GitHub says by itself: runs that got on, jobs that got on, pushes.
/// Nothing of a delivery is looked at before its signature is; and it only tells sooner what would be found out anyway.
/// Start with WebhookResource.
@NullMarked
package io.nokube.build.webhook;

import org.jspecify.annotations.NullMarked;
