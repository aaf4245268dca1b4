import js from "@eslint/js";
import boundaries from "eslint-plugin-boundaries";
import jsxA11y from "eslint-plugin-jsx-a11y-x";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

// Imports go one way: app → features → components → lib. A feature does not know another feature.
const directions = {
    app: ["features", "components", "lib"],
    features: ["components", "lib"],
    components: ["lib"],
    lib: [],
    tests: ["app", "features", "components", "lib"],
};

export default tseslint.config(
    { ignores: ["dist", "src/lib/api/schema", "public"] },
    js.configs.recommended,
    tseslint.configs.strictTypeChecked,
    reactHooks.configs.flat["recommended-latest"],
    jsxA11y.configs.recommended,
    {
        languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname } },
        plugins: { boundaries },
        settings: {
            "import/resolver": { typescript: { project: "./tsconfig.json" } },
            "boundaries/root-path": import.meta.dirname,
            "boundaries/include": ["src/**/*", "tests/**/*"],
            "boundaries/elements": [
                { type: "app", pattern: "src/app" },
                { type: "features", pattern: "src/features/*", capture: ["feature"] },
                { type: "components", pattern: "src/components" },
                { type: "lib", pattern: "src/lib" },
                { type: "tests", pattern: "tests" },
            ],
        },
        rules: {
            // Files of one element, such as a feature, import each other freely.
            "boundaries/dependencies": [
                "error",
                {
                    default: "disallow",
                    message:
                        "{{from.element.type}} may not import {{to.element.type}}: imports go app → features → components → lib, and a feature does not know another.",
                    policies: Object.entries(directions).flatMap(([from, to]) =>
                        to.map((type) => ({ from: { element: { type: from } }, allow: { to: { element: { type } } } })),
                    ),
                },
            ],
            "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
            "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
            "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
            "no-restricted-globals": [
                "error",
                { name: "fetch", message: "Ask through lib/api, which carries the token and reads problems." },
            ],
            "no-restricted-syntax": [
                "error",
                { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: "Text is text." },
            ],
        },
    },
    // A test beside what it tests takes the kit of tests/ to hand; nothing else looks there.
    { files: ["src/**/*.test.{ts,tsx}"], rules: { "boundaries/dependencies": "off" } },
    {
        files: ["**/*.js", "**/*.mjs"],
        extends: [tseslint.configs.disableTypeChecked],
        languageOptions: {
            parserOptions: { project: false },
            globals: { console: "readonly", process: "readonly", URL: "readonly" },
        },
    },
);
