import { Navigate, useLocation } from "react-router";
import { paths, withReturn } from "@/lib/paths";

/** Nobody is signed in: to the sign-in, and afterwards back to here. */
export function SignInAgain() {
  const { pathname, search } = useLocation();
  return <Navigate to={withReturn(paths.signIn, pathname === "/" ? null : pathname + search)} replace />;
}
