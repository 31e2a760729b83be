import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { ConnectionBanner } from './components/ConnectionBanner';
import { Frame } from './components/Frame';
import { Loading, NotFound } from './components/states';
import { LoginPage } from './features/login/LoginPage';
import { RequireUser } from './features/login/session';

const HomePage = lazy(() => import('./features/projects/HomePage'));
const NewProjectPage = lazy(() => import('./features/projects/NewProjectPage'));
const ProjectPage = lazy(() => import('./features/projects/ProjectPage'));
const NewBuildPage = lazy(() => import('./features/builds/NewBuildPage'));
const BuildPage = lazy(() => import('./features/builds/BuildPage'));
const DeployPage = lazy(() => import('./features/deploy/DeployPage'));
const AppPage = lazy(() => import('./features/apps/AppPage'));
const AdminPage = lazy(() => import('./features/admin/AdminPage'));
const AccountPage = lazy(() => import('./features/account/AccountPage'));

export function App() {
  return (
    <>
      <ConnectionBanner />
      <Views />
    </>
  );
}

function Views() {
  return (
    <Switch>
      <Route path="/login">
        <LoginPage mode="login" />
      </Route>
      <Route path="/register">
        <LoginPage mode="register" />
      </Route>
      <Route>
        <RequireUser>
          <Frame>
            <Suspense fallback={<Loading />}>
              <Pages />
            </Suspense>
          </Frame>
        </RequireUser>
      </Route>
    </Switch>
  );
}

function Pages() {
  return (
    <Switch>
      <Route path="/" component={HomePage} />
      <Route path="/projects/new" component={NewProjectPage} />
      <Route path="/projects/:id">{({ id }) => <ProjectPage key={id} id={Number(id)} />}</Route>
      <Route path="/projects/:id/build">{({ id }) => <NewBuildPage key={id} projectId={Number(id)} />}</Route>
      <Route path="/builds/:id">{({ id }) => <BuildPage key={id} id={id} />}</Route>
      <Route path="/deploy" component={DeployPage} />
      <Route path="/apps/:id">{({ id }) => <AppPage key={id} id={id} />}</Route>
      <Route path="/account" component={AccountPage} />
      <Route path="/admin" component={AdminPage} />
      <Route component={NotFound} />
    </Switch>
  );
}
