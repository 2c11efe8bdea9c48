import { LineChart as Line } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([Line, GridComponent, TooltipComponent, CanvasRenderer]);

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

    draw(line, words, name) {
        const colours = this.#colours();
        // Most frames change nothing here; drawing costs far more than comparing.
        const picture = JSON.stringify([line, words.language, name, colours]);
        if (picture !== this.#drawn) {
            this.#drawn = picture;
            this.#chart.setOption(option(line, words, colours), { notMerge: false });
        }
    }

    dispose() {
        this.#resize.disconnect();
        this.#chart.dispose();
    }

    #colours() {
        const style = getComputedStyle(this.#element);
        const token = (name) => style.getPropertyValue(name).trim();
        return { line: token('--accent'), soft: token('--pulse'), text: token('--muted'), grid: token('--line'), surface: token('--surface'), ink: token('--ink') };
    }
}

function option(line, words, colours) {
    const days = line.length > 1 && line.at(-1).start - line[0].start > 86_400_000;
    return {
        animation: !still.matches,
        animationDurationUpdate: 300,
        textStyle: { fontFamily: 'inherit' },
        grid: { left: 8, right: 12, top: 12, bottom: 4, containLabel: true },
        tooltip: {
            trigger: 'axis',
            // HTML tooltips need style attributes, which the content security policy forbids.
            renderMode: 'richText',
            backgroundColor: colours.surface,
            borderColor: colours.grid,
            textStyle: { color: colours.ink },
            formatter: (points) =>
                [words.shortDate(points[0].value[0]), ...points.map((p) => `${p.seriesName}: ${words.number(p.value[1])}`)].join('\n'),
        },
        xAxis: {
            type: 'time',
            axisLine: { lineStyle: { color: colours.grid } },
            axisTick: { show: false },
            axisLabel: { color: colours.text, hideOverlap: true, formatter: (at) => (days ? words.shortDate(at) : words.time(at)) },
            splitNumber: 4,
        },
        yAxis: {
            type: 'value',
            minInterval: 1,
            splitNumber: 3,
            axisLabel: { color: colours.text, formatter: (n) => words.compact(n) },
            splitLine: { lineStyle: { color: colours.grid } },
        },
        series: [
            series(words.t('posts'), line, 'posts', colours.line, { areaStyle: { color: colours.line, opacity: 0.14 }, lineStyle: { width: 2.5 } }),
            series(words.t('reposts'), line, 'reposts', colours.soft, { lineStyle: { width: 1.5, type: 'dashed' } }),
        ],
    };
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
