// Loaded before a program of ours: its stack traces name TypeScript lines. Other people's packages are left alone,
// because reading their maps costs each program start time and some megabytes for nothing.
require('node:module').setSourceMapsSupport(true, { nodeModules: false, generatedCode: false });
