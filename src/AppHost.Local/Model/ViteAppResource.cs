using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.JavaScript;

/// <summary>A web app in development, served by Vite.</summary>
public sealed class ViteAppResource(string name, string command, string workingDirectory)
    : ExecutableResource(name, command, workingDirectory);
