import js from "@eslint/js";
import boundaries from "eslint-plugin-boundaries";
import jsxA11y from "eslint-plugin-jsx-a11y-x";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

// Imports go one way: app → features → components → lib. A feature does not know another feature.
const directions = [
    { from: "app", allow: ["app", "features", "components", "lib"] },
    { from: "features", allow: [["features", { feature: "${from.feature}" }], "components", "lib"] },
    { from: "components", allow: ["components", "lib"] },
    { from: "lib", allow: ["lib"] },
    { from: "tests", allow: ["app", "features", "components", "lib", "tests"] },
];

export default tseslint.config(
    { ignores: ["dist", "src/lib/api/schema", "public"] },
    js.configs.recommended,
    tseslint.configs.strictTypeChecked,
    reactHooks.configs.flat["recommended-latest"],
    jsxA11y.configs.recommended,
    {
        languageOptions: { parserOptions: { project: "./tsconfig.json" } },
        plugins: { boundaries },
        settings: {
            "import/resolver": { typescript: { project: "./tsconfig.json" } },
            "boundaries/elements": [
                { type: "app", pattern: "src/app", mode: "folder" },
                { type: "features", pattern: "src/features/*", capture: ["feature"], mode: "folder" },
                { type: "components", pattern: "src/components", mode: "folder" },
                { type: "lib", pattern: "src/lib", mode: "folder" },
                { type: "tests", pattern: "tests", mode: "folder" },
            ],
        },
        rules: {
            "boundaries/element-types": ["error", { default: "disallow", rules: directions }],
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
            "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
            "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
            "@typescript-eslint/no-unused-vars": [
                "error",
                {
                    argsIgnorePattern: "^_",
                    varsIgnorePattern: "^_",
                    destructuredArrayIgnorePattern: "^_",
                    ignoreRestSiblings: true,
                },
            ],
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
    {
        files: ["**/*.js", "**/*.mjs"],
        ...tseslint.configs.disableTypeChecked,
        languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly" } },
    },
);
