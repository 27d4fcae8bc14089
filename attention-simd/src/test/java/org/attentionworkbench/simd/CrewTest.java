package org.attentionworkbench.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every piece is done once, whatever happens; what goes wrong reaches the caller; and no thread is left behind. */
@Timeout(60)
final class CrewTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    /** The threads that did a piece, of which those of the crew are told by their names. */
    private final Set<Thread> seen = ConcurrentHashMap.newKeySet();

    private List<Thread> threadsOfCrew() {
        return seen.stream()
                .filter(thread -> thread.getName().startsWith("attention-"))
                .toList();
    }

    /** Two pieces that wait for each other, so that two threads do them. */
    private void bothWork(Crew crew) {
        CountDownLatch both = new CountDownLatch(2);
        crew.run(2, true, piece -> {
            seen.add(Thread.currentThread());
            both.countDown();
            await(both);
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void everyPieceIsDoneOnce(int threads) {
        try (Crew crew = new Crew(threads, LONG)) {
            assertThat(crew.threads()).isEqualTo(threads);
            for (int count : new int[] {0, 1, 2, 5, 1000}) {
                for (boolean share : new boolean[] {true, false}) {
                    AtomicIntegerArray done = new AtomicIntegerArray(count);
                    crew.run(count, share, done::incrementAndGet);
                    for (int piece = 0; piece < count; piece++) {
                        assertThat(done.get(piece)).isEqualTo(1);
                    }
                }
            }
        }
    }

    @Test
    void anInterruptedCallerStopsAndStaysInterrupted() {
        Crew crew = new Crew(2, LONG);
        bothWork(crew);
        AtomicInteger done = new AtomicInteger();
        try {
            assertThatThrownBy(() -> crew.run(1_000_000, true, piece -> {
                        done.incrementAndGet();
                        if (!Thread.currentThread().getName().startsWith("attention-")) {
                            Thread.currentThread().interrupt();
                        } else {
                            Thread.onSpinWait();
                        }
                    }))
                    .isInstanceOf(CancellationException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(done.get()).isLessThan(1_000_000);
        bothWork(crew);
        crew.close();
        assertThat(threadsOfCrew()).hasSize(1).noneMatch(Thread::isAlive);
    }

    @Test
    void anInterruptedCallerIsHeardBeforeTheFirstPiece() {
        try (Crew crew = new Crew(1, LONG)) {
            AtomicInteger done = new AtomicInteger();
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() -> crew.run(3, false, piece -> done.incrementAndGet()))
                        .isInstanceOf(CancellationException.class);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(done).hasValue(0);
        }
    }

    @Test
    void whatAPieceThrowsReachesTheCallerAndStopsAll() {
        List<Throwable> problems =
                List.of(new IllegalStateException("a"), new StackOverflowError("b"), new IOException("c"));
        try (Crew crew = new Crew(3, LONG)) {
            for (Throwable problem : problems) {
                for (boolean byCaller : new boolean[] {true, false}) {
                    AtomicInteger done = new AtomicInteger();
                    CountDownLatch both = new CountDownLatch(2);
                    assertThatThrownBy(() -> crew.run(1_000_000, true, piece -> {
                                done.incrementAndGet();
                                both.countDown();
                                await(both);
                                boolean caller =
                                        !Thread.currentThread().getName().startsWith("attention-");
                                if (caller == byCaller) {
                                    CrewTest.<RuntimeException>unchecked(problem);
                                }
                                Thread.onSpinWait();
                            }))
                            .isSameAs(problem);
                    assertThat(done.get()).isLessThan(1_000_000);
                    bothWork(crew);
                }
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void unchecked(Throwable problem) throws T {
        throw (T) problem;
    }

    @Test
    void closeWaitsForWorkThatIsUnderWay() throws InterruptedException {
        Crew crew = new Crew(2, LONG);
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        Thread caller = new Thread(() -> crew.run(100, true, piece -> {
            seen.add(Thread.currentThread());
            begun.countDown();
            await(goOn);
            done.incrementAndGet();
        }));
        caller.start();
        begun.await();
        AtomicInteger doneWhenClosed = new AtomicInteger(-1);
        Thread closer = new Thread(() -> {
            crew.close();
            doneWhenClosed.set(done.get());
        });
        closer.start();
        while (closer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        closer.join();
        caller.join();
        assertThat(doneWhenClosed).hasValue(100);
        assertThat(threadsOfCrew()).hasSize(1).noneMatch(Thread::isAlive);
        crew.run(2, true, piece -> seen.add(Thread.currentThread()));
        assertThat(threadsOfCrew()).hasSize(1);
        crew.close();
    }

    @Test
    void aPieceMayCloseTheCrew() throws InterruptedException {
        Crew crew = new Crew(2, LONG);
        CountDownLatch both = new CountDownLatch(2);
        AtomicInteger done = new AtomicInteger();
        crew.run(100, true, piece -> {
            seen.add(Thread.currentThread());
            both.countDown();
            await(both);
            crew.close();
            done.incrementAndGet();
        });
        assertThat(done).hasValue(100);
        for (Thread thread : threadsOfCrew()) {
            thread.join();
        }
    }

    @Test
    void threadsWithoutWorkEnd() throws InterruptedException {
        try (Crew crew = new Crew(2, Duration.ofMillis(20))) {
            for (int round = 0; round < 3; round++) {
                seen.clear();
                bothWork(crew);
                List<Thread> threads = threadsOfCrew();
                assertThat(threads).hasSize(1);
                threads.get(0).join();
            }
        }
    }

    @Test
    void manyCallersAtOnceGetEachTheirOwnWork() throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (Crew crew = new Crew(3, Duration.ofMillis(1))) {
            List<Thread> callers = new ArrayList<>();
            for (int number = 0; number < 8; number++) {
                callers.add(new Thread(() -> {
                    for (int round = 0; round < 300; round++) {
                        AtomicIntegerArray done = new AtomicIntegerArray(20);
                        crew.run(20, true, done::incrementAndGet);
                        for (int piece = 0; piece < 20; piece++) {
                            if (done.get(piece) != 1) {
                                failure.set(
                                        new AssertionError("piece " + piece + " done " + done.get(piece) + " times"));
                            }
                        }
                    }
                }));
            }
            callers.forEach(Thread::start);
            for (Thread caller : callers) {
                caller.join();
            }
        }
        assertThat(failure.get()).isNull();
    }

    @Test
    void aPieceMayHavePiecesOfItsOwn() {
        try (Crew crew = new Crew(3, LONG)) {
            AtomicIntegerArray done = new AtomicIntegerArray(20 * 30);
            crew.run(20, true, outer -> crew.run(30, true, inner -> done.incrementAndGet(outer * 30 + inner)));
            for (int piece = 0; piece < done.length(); piece++) {
                assertThat(done.get(piece)).isEqualTo(1);
            }
        }
    }
}
