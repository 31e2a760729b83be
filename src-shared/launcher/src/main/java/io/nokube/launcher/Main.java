package io.nokube.launcher;

import io.nokube.sandbox.github.Options;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/// `./nokube up`: starts the stack, says where it is, and ends it on SIGINT or SIGTERM.
public final class Main {
    private static final PrintStream TERMINAL =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private Main() {}

    public static void main(String[] arguments) {
        Path root =
                Path.of(System.getProperty("nokube.root", ".")).toAbsolutePath().normalize();
        Form form = Form.parse(arguments.length == 0 ? "jvm" : arguments[0]);
        Settings settings = new Settings(root, root.resolve(".nokube"), form, Endpoints.documented(), System.getenv());
        // Handlers, not loggers: what the embedded database tells of its start is no news to the person at the
        // terminal.
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setLevel(Level.WARNING);
        }
        CountDownLatch ended = new CountDownLatch(1);
        interruptOnShutdown(Thread.currentThread(), ended);
        int status = 0;
        try (Stack stack = Stack.start(settings, Options.defaults())) {
            TERMINAL.println(stack.summary());
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            TERMINAL.println("NoKube stopped.");
        } catch (LaunchException e) {
            TERMINAL.println("NoKube did not start. " + e.getMessage());
            status = 1;
        } finally {
            ended.countDown();
        }
        System.exit(status);
    }

    /// The JVM stops only when its shutdown hooks have ended, so this one waits for all that was started to be closed.
    private static void interruptOnShutdown(Thread main, CountDownLatch ended) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            main.interrupt();
                            try {
                                ended.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "stop"));
    }
}
