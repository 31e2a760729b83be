package io.nokube.build.webhook;

import io.nokube.build.github.HookEvent.Pushed;

/// Fired once a push is in the database.
record PushReceived(Pushed push) {}
