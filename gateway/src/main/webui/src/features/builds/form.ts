import type { NewBuild } from '../../api/types';
import { toRecord, type Pair } from '../../components/Pairs';

export type Recipe = 'repository' | 'inline' | 'buildpacks';

export interface BuildForm {
  service_name: string;
  branch: string;
  recipe: Recipe;
  dockerfile_path: string;
  dockerfile_content: string;
  image_tag: string;
  context_path: string;
  build_args: Pair[];
}

export const emptyBuild: BuildForm = {
  service_name: '',
  branch: '',
  recipe: 'repository',
  dockerfile_path: '',
  dockerfile_content: '',
  image_tag: '',
  context_path: '',
  build_args: [],
};

/** Only what was filled in: the rest has the API's defaults, and the fields of another recipe would be refused. */
export function toNewBuild(projectId: number, form: BuildForm): NewBuild {
  const args = toRecord(form.build_args);
  return {
    project_id: projectId,
    service_name: form.service_name,
    ...(form.branch && { branch: form.branch }),
    ...(form.image_tag && { image_tag: form.image_tag }),
    ...(form.context_path && { context_path: form.context_path }),
    ...(Object.keys(args).length > 0 && { build_args: args }),
    ...(form.recipe === 'repository' && form.dockerfile_path && { dockerfile_path: form.dockerfile_path }),
    ...(form.recipe !== 'repository' && { has_dockerfile: false }),
    ...(form.recipe === 'inline' && { dockerfile_content: form.dockerfile_content }),
  };
}
