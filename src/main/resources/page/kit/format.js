// Times, durations and numbers as people read them.

import { html } from "../lit/lit-html.js";
import { language, t } from "./words.js";

const STEPS = [["second", 60], ["minute", 60], ["hour", 24], ["day", 365], ["year", Infinity]];

export function number(value) {
  return Number(value).toLocaleString(language);
}

/** 7.3M for a place that has no room for all digits. */
export function short(value) {
  return new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 }).format(Number(value));
}

/** 3.4 MB; with the powers of ten that people know from their disks. */
export function bytes(size) {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, size)) / 3));
  return new Intl.NumberFormat(language, { style: "unit", unit: units[power], maximumFractionDigits: 1 })
    .format(size / 1000 ** power);
}

function relative(instant, now) {
  let away = (new Date(instant) - now) / 1000;
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
  for (const [unit, size] of STEPS) {
    if (Math.abs(away) < size) {
      return format.format(Math.trunc(away), unit);
    }
    away /= size;
  }
  return "";
}

/** How long ago, with the exact time beside the pointer. */
export function ago(instant) {
  return html`<time datetime=${instant} title=${exact(instant)}>${relative(instant, Date.now())}</time>`;
}

/** The time in the reader's zone, with milliseconds. */
export function exact(instant) {
  return new Date(instant).toLocaleString(language, {
    year: "numeric", month: "short", day: "numeric",
    hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3, timeZoneName: "short",
  });
}

export function clock(instant) {
  return new Date(instant).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

export function minute(instant) {
  return new Date(instant).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
}

/** From 340 ms to 3 d 4 h: the two largest units. */
export function duration(ms) {
  if (ms < 1000) {
    return `${Math.max(0, Math.round(ms))} ${t("unit.ms")}`;
  }
  if (ms < 60_000) {
    return `${(ms / 1000).toLocaleString(language, { maximumFractionDigits: ms < 10_000 ? 1 : 0 })} ${t("unit.s")}`;
  }
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) {
    return `${minutes} ${t("unit.min")} ${Math.floor((ms % 60_000) / 1000)} ${t("unit.s")}`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 24
    ? `${hours} ${t("unit.h")} ${minutes % 60} ${t("unit.min")}`
    : `${Math.floor(hours / 24)} ${t("unit.d")} ${hours % 24} ${t("unit.h")}`;
}

export function between(from, to) {
  return duration(new Date(to) - new Date(from));
}

/** A duration of ISO 8601, such as PT1H5M, in milliseconds. */
export function milliseconds(iso) {
  const [, days, hours, minutes, seconds] = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso) || [];
  return (((+(days || 0) * 24 + +(hours || 0)) * 60 + +(minutes || 0)) * 60 + +(seconds || 0)) * 1000;
}
