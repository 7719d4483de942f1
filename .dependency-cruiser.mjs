// The fences of ARCHITECTURE.md: directions between rooms, faces of modules, no cycles.
const order = [
  'accounts',
  'directory',
  'elections',
  'placement',
  'outreach',
  'publications',
  'reach',
  'stated',
  'meetings',
  'participants',
  'seating',
  'doors',
  'questionnaires',
  'evaluation',
  'evidence',
]
const readers = ['site', 'insights']

/** A module may not look at those above it. */
const upward = order.map((name, at) => ({
  name: `${name}-looks-only-down`,
  severity: 'error',
  from: { path: `^src/modules/${name}/` },
  to: { path: `^src/modules/(${[...order.slice(at + 1), ...readers].join('|')})/` },
}))

export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'platform-knows-no-room-above',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/(ui|modules|app)' },
    },
    {
      name: 'ui-knows-no-module',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: { path: '^src/(modules|app)' },
    },
    {
      name: 'through-the-face-only',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/([^/]+)/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
    },
    {
      name: 'app-uses-faces',
      severity: 'error',
      from: { path: '^(src/app|bin/|bench/|test/)' },
      to: { path: '^src/modules/[^/]+/', pathNot: ['/index\\.ts$'] },
    },
    {
      name: 'site-and-insights-apart',
      severity: 'error',
      from: { path: '^src/modules/(site|insights)/' },
      to: { path: '^src/modules/(site|insights)/', pathNot: ['^src/modules/$1/'] },
    },
    {
      name: 'only-the-doors-know-the-app',
      severity: 'error',
      from: { path: '^src/(?!app)' },
      to: { path: '^src/app' },
    },
    {
      name: 'only-tests-read-testing',
      severity: 'error',
      from: { path: '^(src|bin|bench)/', pathNot: ['\\.test\\.tsx?$', '/testing[^/]*$'] },
      to: { path: '/testing[^/]*$' },
    },
    {
      name: 'papers-knows-no-room',
      severity: 'error',
      from: { path: '^src/modules/papers/' },
      to: { path: '^src/(modules/(?!papers/)|app)' },
    },
    {
      name: 'spreadsheets-knows-no-room',
      severity: 'error',
      from: { path: '^src/modules/spreadsheets/' },
      to: { path: '^src/(ui|modules/(?!spreadsheets/)|app)' },
    },
    {
      name: 'placement-reckons-for-itself',
      severity: 'error',
      from: { path: '^src/modules/placement/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(ui|modules)/', pathNot: '^src/modules/placement/' },
    },
    ...upward,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
}
