package dev.handoff.engine.store;

/** What every store has to keep, by what is done with tasks. */
abstract class TaskStoreContract
        implements AddContract,
                ClaimContract,
                FinishContract,
                RescueContract,
                CancelContract,
                RingContract,
                TakeContract,
                PauseContract {}
