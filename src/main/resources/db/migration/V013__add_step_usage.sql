-- What a step has used of a language model. In the row that keeps the step from being run again, so that it is counted once;
-- its attempt is the one that paid. Without a default these columns are added at once, whatever the table holds.
ALTER TABLE task_step
    ADD COLUMN model         text,
    ADD COLUMN input_tokens  bigint,
    ADD COLUMN output_tokens bigint,
    -- Absent if the model's price was not known.
    ADD COLUMN cost          numeric,
    -- Rows from before this migration have none of them, so there is nothing to look through.
    ADD CONSTRAINT usage_names_its_model
        CHECK ((model IS NULL) = (input_tokens IS NULL) AND (model IS NULL) = (output_tokens IS NULL)
            AND (cost IS NULL OR model IS NOT NULL)) NOT VALID;
