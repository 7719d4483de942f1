import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What the program tells about itself in Prometheus form; never anything about a person. */
export interface Metrics {
  registry: Registry
  counter(name: string, help: string, labels?: readonly string[]): Counter<string>
  gauge(name: string, help: string, labels?: readonly string[]): Gauge<string>
  /** Seconds. */
  histogram(name: string, help: string, labels?: readonly string[]): Histogram<string>
}

/** A registry of its own for each application, so that two in one process (tests) do not meet. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const common = (name: string, help: string, labels: readonly string[]) => ({
    name,
    help,
    labelNames: [...labels],
    registers: [registry],
  })
  return {
    registry,
    counter: (name, help, labels = []) => new Counter(common(name, help, labels)),
    gauge: (name, help, labels = []) => new Gauge(common(name, help, labels)),
    histogram: (name, help, labels = []) => new Histogram(common(name, help, labels)),
  }
}
