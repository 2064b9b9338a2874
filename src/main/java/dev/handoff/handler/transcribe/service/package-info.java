/** What the engines share that ask a service for the text. */
package dev.handoff.handler.transcribe.service;
