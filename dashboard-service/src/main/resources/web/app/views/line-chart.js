import { LineChart as Line } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([Line, GridComponent, TooltipComponent, CanvasRenderer]);

/** Milliseconds. */
const DAY = 86_400_000;

const still = matchMedia('(prefers-reduced-motion: reduce)');

/** A line over time. Colours come from the style sheet's tokens, so the chart follows the theme. */
export class LineChart {
    #element;
    #chart;
    #drawn = '';
    #resize;

    constructor(element) {
        this.#element = element;
        this.#chart = init(element);
        this.#resize = new ResizeObserver(() => this.#chart.resize());
        this.#resize.observe(element);
    }

    /** @param line points in order; the last may be `running`: its time is not over, and less of it is no drop */
    draw(line, words, name) {
        const looks = this.#looks();
        // Most frames change nothing here; drawing costs far more than comparing.
        const picture = JSON.stringify([line, words.language, name, looks]);
        if (picture !== this.#drawn) {
            this.#drawn = picture;
            this.#chart.setOption(option(line, words, looks), { notMerge: false });
        }
    }

    dispose() {
        this.#resize.disconnect();
        this.#chart.dispose();
    }

    #looks() {
        const style = getComputedStyle(this.#element);
        const token = (name) => style.getPropertyValue(name).trim();
        const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
        return { size, font: style.fontFamily, line: token('--accent'), soft: token('--pulse'), text: token('--muted'), grid: token('--line'), surface: token('--surface'), ink: token('--ink') };
    }
}

function option(line, words, looks) {
    const length = line.length > 1 ? line.at(-1).start - line[0].start : 0;
    const label = length > 4 * DAY ? words.dayMonth : length > DAY ? words.shortDate : words.time;
    const finished = line.filter(({ running }) => !running);
    const running = line.find((point) => point.running);
    const toRunning = running ? [...finished.slice(-1), running] : [];
    return {
        animation: !still.matches,
        animationDurationUpdate: 300,
        // A canvas knows no "inherit": it would draw all text in 10 px.
        textStyle: { fontFamily: looks.font },
        grid: { left: 8, right: 12, top: 12, bottom: 4, containLabel: true },
        tooltip: {
            trigger: 'axis',
            // HTML tooltips need style attributes, which the content security policy forbids.
            renderMode: 'richText',
            backgroundColor: looks.surface,
            borderColor: looks.grid,
            textStyle: { color: looks.ink, fontSize: 13 * looks.size },
            formatter: (points) => tooltip(points, words, running),
        },
        xAxis: {
            type: 'time',
            axisLine: { lineStyle: { color: looks.grid } },
            axisTick: { show: false },
            axisLabel: { color: looks.text, fontSize: 11 * looks.size, hideOverlap: true, formatter: (at) => label(at) },
            splitNumber: 4,
        },
        yAxis: {
            type: 'value',
            minInterval: 1,
            splitNumber: 3,
            axisLabel: { color: looks.text, fontSize: 11 * looks.size, formatter: (n) => words.compact(n) },
            splitLine: { lineStyle: { color: looks.grid } },
        },
        series: [
            series(words.t('posts'), finished, 'posts', looks.line, { areaStyle: { color: looks.line, opacity: 0.14 }, lineStyle: { width: 2.5 * looks.size } }),
            series(words.t('reposts'), finished, 'reposts', looks.soft, { lineStyle: { width: 1.5 * looks.size, type: 'dashed' } }),
            series(words.t('soFar'), toRunning, 'posts', looks.line, {
                id: RUNNING,
                showSymbol: true,
                symbol: 'circle',
                // Of the two points, the one that is not finished.
                symbolSize: ([start]) => (start === running?.start ? 7 * looks.size : 0),
                itemStyle: { color: looks.surface, borderColor: looks.line, borderWidth: 2 },
                lineStyle: { width: 1.5 * looks.size, type: 'dotted', color: looks.line },
            }),
        ],
    };
}

const RUNNING = 'running';

function tooltip(points, words, running) {
    const start = points[0].value[0];
    const unfinished = start === running?.start;
    const rows = unfinished
        ? [`${words.t('posts')}: ${words.number(running.posts)}`, `${words.t('reposts')}: ${words.number(running.reposts)}`]
        : points.filter(({ seriesId }) => seriesId !== RUNNING).map((p) => `${p.seriesName}: ${words.number(p.value[1])}`);
    return [`${words.shortDate(start)}${unfinished ? ` (${words.t('soFar')})` : ''}`, ...rows].join('\n');
}

function series(name, line, field, colour, more) {
    return {
        name,
        type: 'line',
        showSymbol: false,
        color: colour,
        emphasis: { disabled: true },
        data: line.map((point) => [point.start, point[field]]),
        ...more,
    };
}
